/** The Kubernetes provider: Fabric8's client behind the ports of the cluster seam; its types go no further than this package. */
package io.ssvirt.cluster.kubernetes.internal;
