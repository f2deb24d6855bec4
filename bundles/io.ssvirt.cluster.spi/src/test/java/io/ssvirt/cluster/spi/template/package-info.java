/** Tests of the template language, on trees written here and on the templates that real clusters carry. */
package io.ssvirt.cluster.spi.template;
