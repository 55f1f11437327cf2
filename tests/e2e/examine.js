/* What a page is made of, as data: run in the page by visits.py. */
() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isHidden = element => Boolean(element.closest('[aria-hidden=true], [hidden]'));
  const named = element => element.getAttribute('aria-label')
    || (element.getAttribute('aria-labelledby') || '').split(' ')
      .map(id => document.getElementById(id)?.textContent.trim()).join(' ').trim()
    || element.querySelector('title')?.textContent.trim() || null;
  const landmark = (tag, role) => all(`${tag}, [role=${role}]`)
    .filter(element => !element.parentElement.closest('article, aside, main, nav, section')).length;
  const seconds = durations => Math.max(...durations.split(',').map(parseFloat));
  const moves = style => seconds(style.transitionDuration) > 0.01
    || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01);

  return {
    lang: document.documentElement.lang,
    title: document.title,
    description: document.querySelector('meta[name=description]')?.content ?? null,
    headings: all('h1, h2, h3, h4, h5, h6').filter(heading => !isHidden(heading))
      .map(heading => Number(heading.tagName[1])),
    mains: all('main').length,
    banners: landmark('header', 'banner'),
    footers: landmark('footer', 'contentinfo'),
    navigations: all('nav').map(named),
    images: all('img').filter(image => !isHidden(image)).map(image => image.getAttribute('alt')),
    drawings: all('svg').filter(drawing => !isHidden(drawing)).map(named),
    broken: all('img').filter(image => image.complete && !image.naturalWidth)
      .map(image => image.currentSrc),
    width: document.documentElement.scrollWidth,
    moving: all('*').filter(element => [null, '::before', '::after']
      .some(part => moves(getComputedStyle(element, part)))).map(element => element.outerHTML.slice(0, 90)),
    refused: window.refused,
  };
}
