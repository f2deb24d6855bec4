/** What every cluster provider must do, as tests that use nothing but the seam; a provider's own tests extend these classes. */
package io.ssvirt.cluster.contract;
