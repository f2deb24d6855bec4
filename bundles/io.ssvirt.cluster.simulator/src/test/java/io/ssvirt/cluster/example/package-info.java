/** The example of {@code docs/writing-a-provider.md}. */
package io.ssvirt.cluster.example;
