/**
 * The store seam: one transaction at a time over the repositories of all entities, and the journal of intents.
 */
@Export
@Version("0.1.0")
package io.ssvirt.store.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
