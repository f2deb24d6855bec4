/** Completion of names by what is there at the moment. */
package io.ssvirt.shell.internal.complete;
