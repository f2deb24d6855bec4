/** Knobs for tests: what shall go wrong between SSVirt and the simulated cluster. */
@Export
@Version("0.1.0")
package io.ssvirt.cluster.simulator.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
