/**
 * Tests of the Helm chart, its alerts, its dashboard and its pages, with the real Helm
 * engine and no cluster.
 */
@NullMarked
package dev.essfacade.chart;

import org.jspecify.annotations.NullMarked;
