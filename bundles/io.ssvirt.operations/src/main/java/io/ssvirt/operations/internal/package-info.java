/** The journal's engine, the guarded way to the cluster, and the tasks that users read. */
package io.ssvirt.operations.internal;
