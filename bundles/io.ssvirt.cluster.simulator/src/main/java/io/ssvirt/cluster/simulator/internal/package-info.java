/** A cluster inside the process: namespaces, quotas, templates, instances and machines that behave as real ones do. */
package io.ssvirt.cluster.simulator.internal;
