package org.besik.standalone;

import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyRows;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What opens personal data, on both sides, wherever the keys are kept. */
@Configuration(proxyBeanMethods = false)
class KeysWiring {

    @Bean
    KeyedDigest keyedDigest(MasterKey master) {
        return new KeyedDigest(master);
    }

    @Bean
    ChildKeys keyVault(KeyRows rows, MasterKey master) {
        return ChildKeys.open(rows, master);
    }

    @Bean
    EventCodec eventCodec(KeyVault keys) {
        return new EventCodec(keys);
    }
}
