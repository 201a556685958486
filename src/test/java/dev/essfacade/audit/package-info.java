@NullMarked
package dev.essfacade.audit;

import org.jspecify.annotations.NullMarked;
