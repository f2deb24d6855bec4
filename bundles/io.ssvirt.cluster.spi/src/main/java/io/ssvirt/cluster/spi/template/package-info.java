/**
 * The language of OpenShift Templates: reading them, resolving their parameters, filling them in. Pure functions on plain trees
 * of maps and lists, so that every provider and every user of a template means the same by it.
 */
@Export
@Version("0.1.0")
package io.ssvirt.cluster.spi.template;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
