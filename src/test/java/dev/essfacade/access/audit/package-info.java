@NullMarked
package dev.essfacade.access.audit;

import org.jspecify.annotations.NullMarked;
