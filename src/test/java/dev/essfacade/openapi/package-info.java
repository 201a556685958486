/** Tests of the OpenAPI document: that it is whole, valid and true. */
@NullMarked
package dev.essfacade.openapi;

import org.jspecify.annotations.NullMarked;
