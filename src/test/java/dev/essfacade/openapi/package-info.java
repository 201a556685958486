/** Tests that the OpenAPI document is complete, valid and correct. */
@NullMarked
package dev.essfacade.openapi;

import org.jspecify.annotations.NullMarked;
