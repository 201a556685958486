/**
 * Tests of the Helm chart, its alerts, its dashboard, its README and the runbook. They
 * use the real Helm engine and no cluster.
 */
@NullMarked
package dev.essfacade.chart;

import org.jspecify.annotations.NullMarked;
