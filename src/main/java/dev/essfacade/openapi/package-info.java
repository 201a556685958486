/**
 * The OpenAPI document: what springdoc does not find in the controllers by itself.
 */
@NullMarked
package dev.essfacade.openapi;

import org.jspecify.annotations.NullMarked;
