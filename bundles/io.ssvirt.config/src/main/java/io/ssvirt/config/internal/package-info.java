/** Where settings come from: environment, mounted files, files in {@code etc}; checked before any part sees them. */
package io.ssvirt.config.internal;
