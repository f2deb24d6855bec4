/**
 * The words of the domain: values that cannot be wrong, states that know their legal moves, and the errors a user can meet.
 */
@Export
@Version("0.1.0")
package io.ssvirt.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
