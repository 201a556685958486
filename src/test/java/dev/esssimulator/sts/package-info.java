/**
 * Where temporary keys come from: the STS of a cluster and the metadata service of a
 * machine.
 */
@NullMarked
package dev.esssimulator.sts;

import org.jspecify.annotations.NullMarked;
