/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * A node in a process of its own whose logins stop at a {@link Point}. It says so on
 * standard output, and ends with the process that started it.
 */
public final class DyingNode implements BeanDefinitionRegistryPostProcessor, BeanPostProcessor {

	/**
	 * What it says where it listens.
	 */
	static final String PORT = "port ";

	/**
	 * What it says when a user's login has stopped.
	 */
	static final String STOPPED = "stopped ";

	private static final PrintStream out = System.out;

	/**
	 * Start a node.
	 * @param args the set-up and the properties
	 */
	public static void main(String[] args) throws IOException {
		Node node = Node.start(SetUp.valueOf(args[0]), Arrays.asList(args).subList(1, args.length), DyingNode.class);
		new Visitor().get(node.getUrl(), "/login");
		say(PORT + node.getUrl().getPort());
		System.in.read();
		Runtime.getRuntime().halt(0);
	}

	private static void say(String line) {
		out.println(line);
		out.flush();
	}

	// Once all conditions have been evaluated: the starter's own client stays.
	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		BeanFactory beans = (BeanFactory) registry;
		registry.registerBeanDefinition("stoppingTokenService",
				BeanDefinitionBuilder
					.genericBeanDefinition(ReactiveSocialPlusTokenService.class,
							() -> stopping(beans.getBean(SocialPlusTokenClient.class)))
					.setPrimary(true)
					.getBeanDefinition());
	}

	private static ReactiveSocialPlusTokenService stopping(SocialPlusTokenClient client) {
		return (user) -> {
			if (Point.BEFORE_THE_MINT.concerns(user.getId())) {
				return stop(user.getId());
			}
			return client.issueToken(user)
				.flatMap(
						(token) -> Point.AFTER_THE_MINT.concerns(user.getId()) ? stop(user.getId()) : Mono.just(token));
		};
	}

	private static <T> Mono<T> stop(String user) {
		say(STOPPED + user);
		return Mono.never();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SessionRepository || bean instanceof ReactiveSessionRepository) {
			ProxyFactory proxy = new ProxyFactory(bean);
			proxy.setProxyTargetClass(true);
			proxy.addAdvice((MethodInterceptor) DyingNode::save);
			return proxy.getProxy();
		}
		return bean;
	}

	private static Object save(MethodInvocation call) throws Throwable {
		boolean saved = call.getMethod().getName().equals("save");
		String user = saved ? findUser((Session) call.getArguments()[0]) : null;
		if (user == null || !Point.BEFORE_THE_WRITE.concerns(user)) {
			return call.proceed();
		}
		say(STOPPED + user);
		if (call.getMethod().getReturnType() == Mono.class) {
			return Mono.never();
		}
		new CountDownLatch(1).await();
		return null;
	}

	private static String findUser(Session session) {
		SecurityContext context = session.getAttribute("SPRING_SECURITY_CONTEXT");
		return (context != null) ? context.getAuthentication().getName() : null;
	}

}
