/** VDC management: which namespace a VDC gets, what stands in it, and how it comes and goes. */
package io.ssvirt.vdc.internal;
