package vn.campaign.web;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Runs controller methods that return a value, and so may block, on one bounded pool; those that return a publisher stay on the
 * event loop. Beyond the queue a request is answered 503 {@code BUSY}.
 */
@Configuration(proxyBeanMethods = false)
public class BlockingRequests {

    private static final int THREADS = 32;
    private static final int QUEUE = 1000;

    /** Not a candidate where Spring looks for a task executor of its own. */
    @Bean(defaultCandidate = false)
    @Qualifier("requests")
    AsyncTaskExecutor requests() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("request-");
        executor.setCorePoolSize(THREADS);
        executor.setMaxPoolSize(THREADS);
        executor.setQueueCapacity(QUEUE);
        executor.setAllowCoreThreadTimeOut(true);
        executor.setDaemon(true);
        // Requests in progress are finished while the server shuts down.
        executor.setAcceptTasksAfterContextClose(true);
        return executor;
    }

    @Bean
    WebFluxConfigurer blockingExecution(@Qualifier("requests") AsyncTaskExecutor requests) {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(requests);
            }
        };
    }
}
