/**
 * Simulated issuers of temporary credentials: STS, and the metadata service of an ECS
 * instance.
 */
@NullMarked
package dev.esssimulator.sts;

import org.jspecify.annotations.NullMarked;
