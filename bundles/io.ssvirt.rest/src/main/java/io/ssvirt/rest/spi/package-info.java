/**
 * How a front end puts its resources on the wire.
 */
@Export
@Version("0.1.0")
package io.ssvirt.rest.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
