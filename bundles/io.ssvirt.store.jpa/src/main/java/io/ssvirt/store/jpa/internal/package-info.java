/** The store on JPA: transactions, migrations and the repositories. */
package io.ssvirt.store.jpa.internal;
