/**
 * The service as it is deployed: in its image, behind a gateway. {@code .ci/image} builds
 * the images that these tests run.
 */
@NullMarked
package dev.essfacade.deployed;

import org.jspecify.annotations.NullMarked;
