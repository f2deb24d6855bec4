/** Lints, renders and installs the Helm chart. */
package io.ssvirt.chart;
