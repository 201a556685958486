/**
 * Adds to the OpenAPI document what springdoc cannot derive from controllers and records.
 */
@NullMarked
package dev.essfacade.openapi;

import org.jspecify.annotations.NullMarked;
