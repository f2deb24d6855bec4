/** Health of the process and of what it stands on. */
package io.ssvirt.ops.internal;
