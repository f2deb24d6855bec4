/** Catalogs, and the templates of the cluster as their items. */
package io.ssvirt.catalog.internal;
