/** Runs inside the distribution that is measured, as a bundle beside those that are shipped. */
package io.ssvirt.benchmarks.inside;
