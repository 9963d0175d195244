/** Matches this code. The package is minified, so it is on one line. */
function exactly(code: string): RegExp {
  return new RegExp(code.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

/** Tapered and flat ends, easing, and other forms of points. The strokes of boards have round ends everywhere. */
export const UNUSED_IN_FREEHAND = {
  file: "perfect-freehand/dist/esm/index.mjs",
  methods: {},
  replaced: [
    [exactly("(e,t,n,r=e=>e){return e*r(.5-t*(.5-n))}"), "(e,t,n){return e*(.5-t*(.5-n))}"],
    [
      exactly(
        "{size:r=16,smoothing:a=.5,thinning:f=.5,simulatePressure:m=!0,easing:_=e=>e,start:v={},end:b={},last:x=!1}",
      ),
      "{size:r,smoothing:a,thinning:f,simulatePressure:m}",
    ],
    [exactly(",{cap:S=!0,easing:w=e=>e*(2-e)}=v,{cap:T=!0,easing:P=e=>--e*e*e+1}=b;"), ";"],
    [exactly("I=N(v.taper,r,F),L=N(b.taper,r,F),"), ""],
    [exactly("e[e.length-1].pressure,_)"), "e[e.length-1].pressure)"],
    [exactly("H=i(r,f,a,_)):H=r/2,"), "H=i(r,f,a)):H=r/2,"],
    [exactly("let S=b<I?w(b/I):1,T=F-b<L?P((F-b)/L):1;H=Math.max(.01,H*Math.min(S,T));"), "H=Math.max(.01,H);"],
    [
      exactly(
        "{if(!(I||L)||x)return k(X,U||H)}else{I||L&&e.length===1||(S?Q.push(...A(X,B[0],13)):Q.push(...j(X,z[0],B[0])));",
      ),
      "return k(X,U||H);else{Q.push(...A(X,B[0],13));",
    ],
    [exactly("L||I&&e.length===1?$.push(Z):T?$.push(...M(Z,t,H,29)):$.push(...ne(Z,t,H))"), "$.push(...M(Z,t,H,29))"],
    [exactly("{streamline:i=.5,size:a=16,last:o=!1}"), "{streamline:i,size:a,last:o}"],
    [exactly("l=Array.isArray(e[0])?e:e.map(({x:e,y:t,pressure:r=n})=>[e,t,r]);"), "l=e;"],
  ] as readonly (readonly [code: RegExp, by: string])[],
};
