/** The comparison of database, cluster and intents, and what is done about the differences. */
package io.ssvirt.operations.internal.sweep;
