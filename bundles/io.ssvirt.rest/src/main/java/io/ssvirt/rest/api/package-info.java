/**
 * What the HTTP front ends share: the shape of an error, the reading of JSON bodies and of list parameters.
 */
@Export
@Version("0.1.0")
package io.ssvirt.rest.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
