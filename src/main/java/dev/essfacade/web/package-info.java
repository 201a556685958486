/** What all endpoints share: problems, idempotency keys, resource ids, media types. */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
