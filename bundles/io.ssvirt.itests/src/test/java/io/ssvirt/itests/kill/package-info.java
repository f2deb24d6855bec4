/** The distribution as a process that is killed in the middle of its work. */
package io.ssvirt.itests.kill;
