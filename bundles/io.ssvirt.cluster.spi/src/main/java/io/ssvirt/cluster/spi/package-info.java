/**
 * The cluster seam: everything that SSVirt asks of a cluster, in neutral types. A provider implements {@link
 * io.ssvirt.cluster.spi.ClusterProvider}; nothing above it knows which one it is.
 */
@Export
@Version("0.1.0")
package io.ssvirt.cluster.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
