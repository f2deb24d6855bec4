/** Tests of the whole: the distribution as it is shipped, and the arrows between its bundles. */
package io.ssvirt.itests;
