/**
 * Counting and timing, for every part; none of them knows how the figures are published.
 */
@Export
@Version("0.1.0")
package io.ssvirt.metrics.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
