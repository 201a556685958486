/** Tests of attachments and previews of scaling groups. */
@NullMarked
package dev.essfacade.scalinggroup;

import org.jspecify.annotations.NullMarked;
