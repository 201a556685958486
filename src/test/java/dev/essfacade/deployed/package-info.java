/**
 * Tests of the service in its image and behind proxies. {@code .ci/image} builds the
 * images.
 */
@NullMarked
package dev.essfacade.deployed;

import org.jspecify.annotations.NullMarked;
