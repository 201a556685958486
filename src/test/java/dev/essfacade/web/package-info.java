/** Problems and conversions of the web layer, without a running service. */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
