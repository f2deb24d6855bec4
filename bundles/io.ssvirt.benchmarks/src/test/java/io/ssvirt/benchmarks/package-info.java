/** Measures the distribution as it is shipped, and compares what belongs together in one run. */
package io.ssvirt.benchmarks;
