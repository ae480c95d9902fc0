package org.besik.command.leases;

class InMemoryLeaseTest extends LeaseContract {

    @Override
    LeaseRows create() {
        return new InMemoryLeaseRows();
    }
}
