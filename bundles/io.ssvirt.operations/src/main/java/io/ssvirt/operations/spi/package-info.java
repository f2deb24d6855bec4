/**
 * How use cases change the cluster: they accept an intent in the journal, and their handler carries it out through the gateway.
 */
@Export
@Version("0.1.0")
package io.ssvirt.operations.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
