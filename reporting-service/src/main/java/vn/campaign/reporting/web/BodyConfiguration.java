package vn.campaign.reporting.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.MimeType;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import vn.campaign.contract.ContractJson;
import vn.campaign.reporting.format.Line;
import vn.campaign.reporting.format.StrictJson;

/** Bodies are read by strict JSON and written as the contract's. */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration implements WebFluxConfigurer {

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.defaultCodecs().maxInMemorySize(Line.MAX_BYTES);
        configurer.defaultCodecs().jacksonJsonDecoder(new Utf8JsonDecoder());
        configurer.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(ContractJson.mapper()));
    }

    /** Refuses a body in another encoding than UTF-8 (415). */
    private static final class Utf8JsonDecoder extends JacksonJsonDecoder {

        Utf8JsonDecoder() {
            super(StrictJson.mapper());
        }

        @Override
        public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
            return isUtf8(mimeType) && super.canDecode(type, mimeType);
        }
    }

    static boolean isUtf8(@Nullable MimeType type) {
        return type == null || type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
    }
}
