/** The REST contract: requests, responses and errors, over real HTTP. */
@NullMarked
package dev.essfacade.contract;

import org.jspecify.annotations.NullMarked;
