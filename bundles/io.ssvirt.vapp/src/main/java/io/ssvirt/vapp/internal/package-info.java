/** vApps and their machines: instantiating, deleting, power, and the status that watching the cluster tells. */
package io.ssvirt.vapp.internal;
