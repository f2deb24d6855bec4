/** Tests of the Kubernetes provider, those that need one against a real API server. */
package io.ssvirt.cluster.kubernetes.internal;
