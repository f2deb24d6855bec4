/**
 * The use cases, one service for each noun of the API. Every front end calls these and nothing below them.
 */
@Export
@Version("0.1.0")
package io.ssvirt.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
