/** The figures and their text. */
package io.ssvirt.metrics.internal;
