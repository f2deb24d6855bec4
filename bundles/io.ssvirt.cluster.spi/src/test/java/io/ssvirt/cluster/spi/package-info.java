/** Tests of the words of the cluster seam. */
package io.ssvirt.cluster.spi;
